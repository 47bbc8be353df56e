/**
 * Hosts that look like machines of their own: network namespaces as root, loopback addresses
 * without; and, for what is installed by packages, hosts that boot a systemd.
 *
 * <p>Comes in: names. Goes out: addresses and a way to run processes there. May import process.
 */
@NullMarked
package io.fairlead.testenv.hosts;

import org.jspecify.annotations.NullMarked;
