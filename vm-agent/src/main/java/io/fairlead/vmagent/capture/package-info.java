/**
 * Leads a host's TCP and DNS through its proxy by iptables. In: the agent's settings (untrusted:
 * the agent has no privilege, the one that applies is root) and facts of the host; between: a plan,
 * typed rules, text; out: one restore document a family. Imported by the composition.
 */
@NullMarked
package io.fairlead.vmagent.capture;

import org.jspecify.annotations.NullMarked;
