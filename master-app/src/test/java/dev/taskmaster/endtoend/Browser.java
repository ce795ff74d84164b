package dev.taskmaster.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The Chromium of this machine without a window, driven through its own chromedriver. Where there is none a test is
 * skipped, but not where {@code CI=true}. Closing it ends both.
 */
final class Browser implements AutoCloseable {

    /** Build artefacts, to be looked at. */
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String[] FLAGS = {
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage"
    };

    private static final int JAVASCRIPT_BLOCKED = 2;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A new one that knows nothing, with its files in the lab. */
    static Browser open(Lab lab) {
        return open(lab, new ChromeOptions());
    }

    /** The same with JavaScript switched off. */
    static Browser openWithoutScripts(Lab lab) {
        var options = new ChromeOptions();
        options.setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", JAVASCRIPT_BLOCKED));
        return open(lab, options);
    }

    private static Browser open(Lab lab, ChromeOptions options) {
        var chromium = program("chromium");
        var chromedriver = program("chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            var missing = "no chromium with its chromedriver on the PATH: install chromium and chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + lab.freshDirectory("browser-"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .withLogFile(lab.file("chromedriver.log").toFile())
                .build();
        var browser = new Browser(new ChromeDriver(service, options));
        browser.size(1280, 900);
        return browser;
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Asks for a page with a password, as a person does in the browser's own dialog, which remembers it. */
    void goTo(String url, String user, String password) {
        driver.get(url.replace("://", "://" + user + ":" + password + "@"));
        driver.get(url);
    }

    void goTo(String url) {
        driver.get(url);
    }

    /** All that a person reads, with empty lines left out. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    WebElement await(By what) {
        return Awaitility.await(what.toString())
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> driver.findElement(what), WebElement::isDisplayed);
    }

    List<String> texts(By what) {
        return driver.findElements(what).stream().map(WebElement::getText).toList();
    }

    /** What a script on the page answers. */
    Object script(String script) {
        return driver.executeScript(script);
    }

    /** The width and height of what is seen, also smaller than a window can be. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As a person sees it who prefers dark colours, or light ones. */
    void dark(boolean dark) {
        var feature = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Keeps what is seen as {@code target/screenshots/NAME.png}. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page loaded from other servers. */
    Stream<String> loadedFromElsewhere(String url) {
        var names = script("return performance.getEntriesByType('resource').map(entry => entry.name)");
        return ((List<?>) names).stream().map(String::valueOf).filter(name -> !name.startsWith(url + "/"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
