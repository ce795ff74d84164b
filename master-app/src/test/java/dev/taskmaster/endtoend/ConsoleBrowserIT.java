package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a person sees of the queues in Artemis' console. */
class ConsoleBrowserIT {

    private static final Pattern CONSOLE = Pattern.compile("console at (http://\\S+)/console/");

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private String serve() {
        var broker = lab.start(lab.master("serve", "--console", "127.0.0.1:0"));
        Lab.awaitSaying(broker, "/metrics");
        var line = CONSOLE.matcher(broker.err());
        assertThat(line.find()).as(broker.err()).isTrue();
        return line.group(1);
    }

    private void send(String queue, String... texts) throws IOException, JMSException {
        try (var client = PlainClient.connect(lab.credentials("admin"));
                var session = client.session();
                var producer = session.createProducer(session.createQueue(queue))) {
            for (var text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    @Test
    void the_admin_logs_in_sees_what_waits_and_reads_a_task() throws Exception {
        var url = serve();
        send("tasks", "the first task", "the second task", "the third task");
        send("results", "one result", "another result");
        send("DLQ", "a dead letter");
        try (var browser = Browser.open(lab)) {
            browser.goTo(url + "/");
            browser.screenshot("start");
            browser.await(By.linkText("Console")).click();
            browser.await(By.cssSelector("input[name='pf-login-username-id']")).sendKeys("admin");
            browser.await(By.cssSelector("input[type=password]"))
                    .sendKeys(Lab.credential(lab.credentials("admin"), "password"));
            browser.screenshot("console-login");
            browser.await(By.cssSelector("button[type=submit]")).click();

            browser.await(By.xpath("//button[normalize-space()='Queues']")).click();
            assertThat(waiting(browser, "tasks")).isEqualTo("3");
            assertThat(waiting(browser, "results")).isEqualTo("2");
            assertThat(waiting(browser, "DLQ")).isEqualTo("1");
            browser.screenshot("console-queues");

            row(browser, "tasks").findElement(By.linkText("3")).click();
            browser.await(By.xpath("//th[normalize-space()='Message ID']"));
            browser.screenshot("console-messages");
            browser.await(By.cssSelector("tbody td a")).click();
            browser.await(By.xpath("//*[contains(text(),'Displaying Body as')]"));
            browser.screenshot("console-message");
            assertThat(browser.text()).contains("Viewing Message on tasks", "the first task");
            assertThat(browser.loadedFromElsewhere(url)).isEmpty();
        }
    }

    private static String waiting(Browser browser, String queue) {
        var heads = browser.texts(By.cssSelector("thead th"));
        return row(browser, queue)
                .findElements(By.tagName("td"))
                .get(heads.indexOf("Message Count"))
                .getText();
    }

    private static WebElement row(Browser browser, String queue) {
        return browser.await(By.xpath("//tr[td[1][normalize-space()='" + queue + "']]"));
    }
}
