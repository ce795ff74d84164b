package dev.taskmaster.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The manifests for Kubernetes by file and kind, as they are written. */
final class Manifests {

    private static final YAMLMapper STRICT = strict();

    private final Map<String, JsonNode> manifests;

    private Manifests(Map<String, JsonNode> manifests) {
        this.manifests = manifests;
    }

    static Manifests read(String file) throws IOException {
        var manifests = new HashMap<String, JsonNode>();
        var yaml = Path.of("kubernetes", file).toFile();
        try (var documents = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNext()) {
                var document = documents.next();
                manifests.put(document.path("kind").asText(), document);
            }
        }
        return new Manifests(manifests);
    }

    /** One that there must be. */
    JsonNode of(String kind) {
        var manifest = manifests.get(kind);
        if (manifest == null) {
            throw new AssertionError("there is no " + kind + " among " + manifests.keySet());
        }
        return manifest;
    }

    /** The same in Kubernetes' own type, which must know each field of it. */
    <T> T as(Class<T> type) throws IOException {
        return STRICT.treeToValue(of(type.getSimpleName()), type);
    }

    /** The types keep what they do not know as further properties; here it is an error. */
    private static YAMLMapper strict() {
        var mapper = new YAMLMapper();
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1L;

            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        });
        return mapper;
    }
}
