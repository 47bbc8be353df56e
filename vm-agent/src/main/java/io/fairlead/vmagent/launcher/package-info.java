/**
 * Supervises agent, Envoy and capture where no systemd does: the same three lifetimes in one small
 * process. In: request files; out: processes started through the host package. Imported by the
 * composition.
 */
@NullMarked
package io.fairlead.vmagent.launcher;

import org.jspecify.annotations.NullMarked;
