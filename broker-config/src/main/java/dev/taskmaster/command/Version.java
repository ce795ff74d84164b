package dev.taskmaster.command;

import picocli.CommandLine.IVersionProvider;

/** Tells the version from the executable jar's manifest. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"taskmaster " + (version == null ? "(not packaged)" : version)};
    }
}
