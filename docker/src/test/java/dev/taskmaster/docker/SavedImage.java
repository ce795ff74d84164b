package dev.taskmaster.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An image as a registry has it: its layers as files, the lowest first. */
final class SavedImage {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final List<Path> layers;

    private SavedImage(List<Path> layers) {
        this.layers = layers;
    }

    /** Writes its layers into the directory. */
    static SavedImage of(String image, Path directory) throws IOException {
        var place = Map.of("IMAGE", image, "PLACE", directory.toString());
        var save = "set -o pipefail; docker save \"$IMAGE\" | tar x -C \"$PLACE\"";
        Call.start(place, Engine.NO_INPUT, List.of("bash", "-c", save)).success(LIMIT);
        var manifest =
                new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
        return new SavedImage(manifest.path(0)
                .path("Layers")
                .valueStream()
                .map(layer -> directory.resolve(layer.asText()))
                .toList());
    }

    /** The bytes to download for one who has the other image, on which this one is built: of its own layers. */
    long compressedOver(String base) throws IOException {
        var own = layers.subList(Integer.parseInt(Engine.inspect(base, "{{len .RootFS.Layers}}")), layers.size());
        var bytes = 0L;
        for (var layer : own) {
            bytes += compressed(layer);
        }
        return bytes;
    }

    private static long compressed(Path layer) throws IOException {
        var counter = new Counter();
        try (var gzip = new GZIPOutputStream(counter)) {
            Files.copy(layer, gzip);
        }
        return counter.bytes;
    }

    /** Counts what is written to it, and keeps nothing. */
    private static final class Counter extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }
}
