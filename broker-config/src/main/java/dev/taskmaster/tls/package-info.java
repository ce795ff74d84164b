/**
 * Certificates and keys as texts, and what Java makes of them for a client: nothing here touches a file. Entry type:
 * {@link dev.taskmaster.tls.TlsClient}. Uses {@code settings} and the root package.
 */
@NullMarked
package dev.taskmaster.tls;

import org.jspecify.annotations.NullMarked;
