package dev.taskmaster.command;

import java.lang.reflect.Proxy;
import java.util.function.ObjIntConsumer;

/**
 * Catches signals of the operating system. The JDK exports {@code sun.misc.Signal} for this and has nothing else; it is
 * reached by reflection because javac warns of it in a way that cannot be turned off where warnings are errors.
 */
public final class SystemSignals {

    private SystemSignals() {}

    /**
     * Has a signal told from now on, by its name and number, on a thread of the JVM's.
     *
     * @param name the name without SIG
     * @throws ReflectiveOperationException if this JVM knows no signals or keeps this one for itself
     */
    public static void on(String name, ObjIntConsumer<String> listener) throws ReflectiveOperationException {
        var signalType = Class.forName("sun.misc.Signal");
        var handlerType = Class.forName("sun.misc.SignalHandler");
        var signal = signalType.getConstructor(String.class).newInstance(name);
        int number = (int) signalType.getMethod("getNumber").invoke(signal);
        var handler = Proxy.newProxyInstance(
                handlerType.getClassLoader(),
                new Class<?>[] {handlerType},
                (proxy, method, args) -> switch (method.getName()) {
                    case "handle" -> {
                        listener.accept(name, number);
                        yield null;
                    }
                    case "equals" -> args != null && proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "listener for " + name;
                });
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    }
}
