package dev.taskmaster.master.jms;

import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters made of what came among a job's results and is none. They are written anew: passed on as it came, a message
 * could have the properties of a failed task, and a retry would send its text to workers.
 */
final class SetAside {

    /** Enough to see what it is; whoever sends nonsense must not fill the disk with it. */
    static final int MOST_CHARACTERS = 1_000;

    /** Who really sent it: the broker writes it (Artemis manual, Tracking the Validated User). */
    private static final String USER = "JMSXUserID";

    private SetAside() {}

    /** A dead letter with the beginning of the text of a message, if it has one. */
    static TextMessage letter(Session session, JobName job, Message message, String why) throws JMSException {
        var letter = session.createTextMessage(beginning(message instanceof TextMessage text ? text.getText() : null));
        letter.setStringProperty(PropertyNames.JOB, job.text());
        letter.setStringProperty(PropertyNames.SET_ASIDE, beginning(why));
        if (message.getObjectProperty(USER) instanceof String user) {
            letter.setStringProperty(PropertyNames.SENDER, user);
        }
        return letter;
    }

    private static String beginning(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
