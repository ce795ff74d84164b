package dev.taskmaster.worker.handler;

import java.util.List;

/**
 * Shows handlers from elsewhere what they are written against, and nothing else of the worker: they bring their libraries
 * along, in versions of their own.
 */
final class ApiLoader extends ClassLoader {

    /** The worker's interface, the values in it, and the log that goes where the worker's goes. */
    private static final List<String> PACKAGES = List.of("dev.taskmaster.worker", "dev.taskmaster.task");

    private static final String LOG = "org.slf4j.";

    private final ClassLoader worker;

    ApiLoader(ClassLoader worker) {
        super("taskmaster-api", ClassLoader.getPlatformClassLoader());
        this.worker = worker;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        int end = name.lastIndexOf('.');
        if (name.startsWith(LOG) || (end > 0 && PACKAGES.contains(name.substring(0, end)))) {
            return worker.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
