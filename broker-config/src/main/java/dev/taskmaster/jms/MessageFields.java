package dev.taskmaster.jms;

import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * The properties of a message that came from outside: whatever is wrong with one breaks the contract, not the reader. A
 * number may come as its digits, because STOMP knows no other type than text.
 */
record MessageFields(Message message) {

    JobName job() throws JMSException, MalformedMessageException {
        try {
            return new JobName(text(PropertyNames.JOB));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    String text(String name) throws JMSException, MalformedMessageException {
        if (message.getObjectProperty(name) instanceof String text) {
            return text;
        }
        throw new MalformedMessageException("the property " + name + " must be a string");
    }

    long number(String name) throws JMSException, MalformedMessageException {
        var value = message.getObjectProperty(name);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new MalformedMessageException("the property " + name + " must be a whole number", e);
        }
    }

    int smallNumber(String name) throws JMSException, MalformedMessageException {
        long number = number(name);
        if (number != (int) number) {
            throw new MalformedMessageException("the property " + name + " must be an int, but is " + number);
        }
        return (int) number;
    }

    void expectCount(int found) throws JMSException, MalformedMessageException {
        int count = smallNumber(PropertyNames.COUNT);
        if (count != found || count < 1) {
            throw new MalformedMessageException(
                    "the property count must be the number of elements in the body, but is " + count + " for " + found);
        }
    }
}
