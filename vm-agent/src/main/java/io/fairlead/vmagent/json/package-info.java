/**
 * The JSON that the agent writes: Envoy's bootstrap and its own status. In: maps, lists, strings,
 * numbers; out: text. Imports nothing of ours; anybody may import it.
 */
@NullMarked
package io.fairlead.vmagent.json;

import org.jspecify.annotations.NullMarked;
