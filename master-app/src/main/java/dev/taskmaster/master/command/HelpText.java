package dev.taskmaster.master.command;

/** What the help of several commands says below the options. */
final class HelpText {

    static final String VALUES = "TIME is a number with us, ms, s, m, h or d. Any option can also be set in the"
            + " environment, as in TASKMASTER_TASK_TIMEOUT=5s, or in the file of --config, as in task-timeout=5s; the"
            + " command line wins over the environment, the environment over the file.";

    static final String BROKER = "Without a URL, given with --url or in the file of --config, the broker runs in this"
            + " process until the command ends.";

    static final String RUNNING_BROKER =
            "Without --url, --config or --user it is about the broker that runs on --data;" + " it starts none.";

    static final String ADMIN_STATUS =
            "Exit status: 0 done, 2 wrong use, 3 broker unreachable, 4 refused by the broker,"
                    + " 5 no such queue or job, 130 or 143 on signals.";

    static final String DOCTOR_STATUS =
            "Exit status: that of the worst: 0 all is well or only to be looked at, 2 wrong use,"
                    + " 3 broker unreachable or without room, 4 refused by the broker.";

    static final String STATUS = "Exit status: 0 all done, 1 some tasks failed, 2 wrong use, 3 broker unreachable,"
            + " 4 refused by the broker, 5 job conflict or not found, 124 no result in time, 130 or 143 on signals.";

    private HelpText() {}
}
