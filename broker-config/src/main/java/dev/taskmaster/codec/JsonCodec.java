package dev.taskmaster.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Values as JSON, by Jackson: records, beans, collections, numbers and texts. It needs {@code jackson-databind} on the class
 * path, which whoever uses this adds; Taskmaster itself does not bring it. A text only ever becomes the type that was asked
 * for here, never one that the text names.
 *
 * @param <T> the values
 */
public final class JsonCodec<T> implements Codec<T> {

    private final ObjectMapper mapper;
    private final JavaType type;

    private JsonCodec(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
    }

    /** Values of a class, with Jackson's defaults. */
    public static <T> JsonCodec<T> of(Class<T> type) {
        return of(type, new ObjectMapper());
    }

    /** Values of a class, with a mapper of the program's own, which must not be changed afterwards. */
    public static <T> JsonCodec<T> of(Class<T> type, ObjectMapper mapper) {
        return new JsonCodec<>(mapper, mapper.constructType(type));
    }

    @Override
    public String write(T value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public T read(String text) {
        T value;
        try {
            value = mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "is no JSON of a " + type.getRawClass().getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "is no JSON of a " + type.getRawClass().getSimpleName() + ": null");
        }
        return value;
    }
}
