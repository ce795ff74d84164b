package dev.taskmaster.master.admin;

/** What was seen at one moment. */
public interface View {

    /** For people, each line with its end. */
    String table();

    /** For scripts: one JSON object in ASCII on one line, without a line end. They rely on the names. */
    String json();
}
