/**
 * Envoy from the outside: its bootstrap, the request to start it, and its admin socket. Starts no
 * process. Imported by the composition, the health checks and the launcher.
 */
@NullMarked
package io.fairlead.vmagent.envoy;

import org.jspecify.annotations.NullMarked;
