package dev.taskmaster.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out what a JVM of version 24 or later prints on standard error when Netty or Artemis first uses
 * {@code sun.misc.Unsafe} (JEP 498): a person who runs a worker can do nothing about it. It takes effect only where it
 * comes before that use. A JVM that is told to deny such use, or to tell of each, still does.
 *
 * <p>A manifest cannot turn the warning off, and a property is read before the program starts. Netty's own switch
 * {@code io.netty.noUnsafe} leaves JCTools to cause it and has Netty copy each buffer. So the JVM's note that it has
 * warned already is set; its package is open to all for reflection.
 */
final class UnsafeWarning {

    private static final Logger log = LoggerFactory.getLogger(UnsafeWarning.class);

    /** Of the JVM: the first that warns. */
    private static final int FIRST_VERSION = 24;

    private UnsafeWarning() {}

    static void leaveOut() {
        if (Runtime.version().feature() < FIRST_VERSION) {
            return;
        }
        try {
            var warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("this JVM may warn of sun.misc.Unsafe", e);
        }
    }
}
