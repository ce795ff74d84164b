/**
 * The broker's certificates: an authority of its own that signs them, made and renewed at a start where that is due, and
 * what Java makes of them for a server. Entry type: {@link dev.taskmaster.master.tls.BrokerTls}. It runs keytool and
 * knows neither the broker nor the pages; it uses {@code credentials}, {@code settings}, {@code tls} and the root package.
 */
@NullMarked
package dev.taskmaster.master.tls;

import org.jspecify.annotations.NullMarked;
