package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;

/** What a person sees of a job in a browser while it runs, after it, and after the master was started again. */
class JobPageIT {

    private static final Pattern PAGE = Pattern.compile("jobs at (http://\\S+)/jobs");
    private static final int TERMINATED = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int OK = 3_000;
    private static final int ERRORS = 6;
    private static final int TIMEOUTS = 2;

    /** How the finished job is told of, cell by cell; the driver gives each kind of space as a plain one. */
    private static final List<String> FINISHED =
            List.of("monday", "tasks", "100 %", "3,008", "3,000", "8", "6 error, 2 timeout");

    private static final By FINISHED_CELLS = By.cssSelector("#finished-monday > *");

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private String serve(String listen, String console) {
        var broker = lab.start(lab.command("serve", "--listen", listen, "--console", console));
        Lab.awaitSaying(broker, "/metrics");
        var page = PAGE.matcher(broker.err());
        assertThat(page.find()).as(broker.err()).isTrue();
        return page.group(1);
    }

    private Program runJob() {
        var tasks = new ArrayList<String>();
        for (int i = 0; i < OK; i++) {
            tasks.add("2ms");
        }
        for (int i = 0; i < ERRORS; i++) {
            tasks.add(i * 100, "no time at all");
        }
        for (int i = 0; i < TIMEOUTS; i++) {
            tasks.add(i * 1_000, "1h");
        }
        var input = lab.write("tasks.txt", tasks).toString();
        return lab.start(lab.masterOf("master", "run", "--job", "monday", "--input", input, "--output", "out.txt")
                .with("--task-timeout", "1s", "--retries", "0"));
    }

    @Test
    void it_follows_a_job_to_its_end_without_loading_again_and_shows_the_same_after_a_restart() {
        var url = serve("127.0.0.1:0", "127.0.0.1:0");
        var password = Lab.credential(lab.credentials("admin"), "password");
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "2", "--name", "<script>north</script>"));
        try (var browser = Browser.open(lab)) {
            browser.goTo(url + "/jobs", "admin", password);
            browser.script("window.loadedOnce = true");
            assertThat(browser.text()).contains("No job is running");
            var job = runJob();

            browser.await(By.id("job-monday"));
            Awaitility.await("some of it is done")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                    .until(() -> browser.text().matches("(?s).*\\d/s.*")
                            && browser.text().contains("monday:")
                            && browser.text().matches("(?s).*[1-9][0-9.]* %.*"));
            browser.screenshot("jobs-running");

            assertThat(job.awaitEnd(PATIENCE)).as(job::err).isEqualTo(1);
            Awaitility.await("its end")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                    .until(() -> browser.texts(FINISHED_CELLS), FINISHED::equals);
            Awaitility.await("what the worker did")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                    .until(() -> browser.texts(By.cssSelector("[id^=worker-] > *")), this::isAtRest);
            assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
            assertThat(browser.script("return document.querySelector('#finished-monday progress').value"))
                    .isEqualTo((long) OK + ERRORS + TIMEOUTS);
            assertThat(browser.loadedFromElsewhere(url)).isEmpty();
            browser.screenshot("jobs-finished");
            browser.dark(true);
            browser.screenshot("jobs-dark");
            browser.size(360, 800);
            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
            browser.screenshot("jobs-narrow");
            browser.size(1280, 900);

            restart(browser, url);
            assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
        }
        try (var plain = Browser.openWithoutScripts(lab)) {
            plain.goTo(url + "/jobs", "admin", password);
            assertThat(plain.texts(FINISHED_CELLS)).isEqualTo(FINISHED);
            plain.screenshot("jobs-without-scripts");
        }
        assertThat(lab.run(lab.command("jobs", "--json")).out())
                .contains(
                        "\"job\":\"monday\"", "\"submitted\":3008,\"ok\":3000,\"error\":6,\"timeout\":2,\"crash\":0,");
    }

    /** The page stays open: it says that the master is gone, and goes on when it is there again. */
    private void restart(Browser browser, String url) {
        var broker = lab.programs().get(0);
        var listen = Lab.credential(lab.credentials("master"), "url").replace("tcp://", "");
        broker.signal("TERM");
        assertThat(broker.awaitEnd(PATIENCE)).isEqualTo(TERMINATED);
        browser.await(By.id("lost"));
        browser.screenshot("jobs-master-gone");
        assertThat(serve(listen, url.replace("http://", ""))).isEqualTo(url);
        Awaitility.await("the page goes on")
                .atMost(PATIENCE)
                .until(() -> browser.texts(By.cssSelector("#lost:not([hidden])")), List::isEmpty);
        assertThat(browser.texts(FINISHED_CELLS)).isEqualTo(FINISHED);
    }

    /** Its name is what it calls itself, and nothing of it is taken for markup. */
    private boolean isAtRest(List<String> cells) {
        return cells.size() == 9
                && cells.get(0).equals("<script>north</script>")
                && cells.subList(3, 7).equals(List.of("2", "0", "3,000", "8"));
    }
}
