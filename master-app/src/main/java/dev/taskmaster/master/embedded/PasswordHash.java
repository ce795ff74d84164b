package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.Secret;
import java.util.Map;
import org.apache.activemq.artemis.utils.DefaultSensitiveStringCodec;
import org.apache.activemq.artemis.utils.PasswordMaskingUtil;

/** Makes of a password what the broker may keep: a salted PBKDF2 hash in the form that Artemis' login modules read. */
final class PasswordHash {

    private PasswordHash() {}

    static String of(Secret password) {
        try {
            var codec = new DefaultSensitiveStringCodec();
            codec.init(Map.of(DefaultSensitiveStringCodec.ALGORITHM, DefaultSensitiveStringCodec.ONE_WAY));
            return PasswordMaskingUtil.wrap(codec.encode(password.reveal()));
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA1", e);
        }
    }
}
