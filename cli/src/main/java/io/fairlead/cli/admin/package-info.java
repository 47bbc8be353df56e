/**
 * The way to the control plane: calls go in, answers come out, and what goes wrong becomes one
 * sentence with an exit code. Imported by the verbs.
 */
@NullMarked
package io.fairlead.cli.admin;

import org.jspecify.annotations.NullMarked;
