/**
 * The agent's settings. In: YAML; out: records, or every problem with its file, line and column.
 * Imports nothing of ours; anybody may import it.
 */
@NullMarked
package io.fairlead.vmagent.config;

import org.jspecify.annotations.NullMarked;
