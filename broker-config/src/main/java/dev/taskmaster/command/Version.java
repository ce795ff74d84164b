package dev.taskmaster.command;

import picocli.CommandLine.IVersionProvider;

/** Tells the version from the executable jar's manifest. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"taskmaster " + text()};
    }

    /** The version alone. */
    public static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
