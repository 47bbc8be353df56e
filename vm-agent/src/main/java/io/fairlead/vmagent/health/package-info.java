/**
 * Decides when the host is in the mesh. In: facts about sockets, Envoy, names and capture; out: the
 * next step, and readiness. Imported by status and the composition.
 */
@NullMarked
package io.fairlead.vmagent.health;

import org.jspecify.annotations.NullMarked;
