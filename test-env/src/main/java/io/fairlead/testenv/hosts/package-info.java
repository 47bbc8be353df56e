/**
 * Hosts that look like machines of their own: network namespaces as root, loopback addresses
 * without.
 *
 * <p>Comes in: names. Goes out: addresses and a way to run processes there. May import process.
 */
@NullMarked
package io.fairlead.testenv.hosts;

import org.jspecify.annotations.NullMarked;
