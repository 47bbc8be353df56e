/**
 * The programs of others that the mesh meets: Consul and Envoy.
 *
 * <p>Comes in: a host to run on. Goes out: their addresses and their API. May import hosts and
 * process.
 */
@NullMarked
package io.fairlead.testenv.peers;

import org.jspecify.annotations.NullMarked;
