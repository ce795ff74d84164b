package dev.taskmaster.master.sink;

/** Bytes that go somewhere, in order. For one thread. */
interface Output extends AutoCloseable {

    /** The name in marks and messages. */
    String name();

    /** Appends the text in UTF-8. */
    void append(CharSequence text);

    /** Makes everything appended survive a crash, as far as this output can. */
    void sync();

    /** Length in bytes of everything appended so far. */
    long length();

    @Override
    void close();
}
