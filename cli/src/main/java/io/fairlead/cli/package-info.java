/**
 * The operator's command: one class for each verb. Arguments come in, lines and an exit code go
 * out; whatever changes the mesh is asked of the control plane over its Unix socket. Imported by
 * nobody.
 */
@NullMarked
package io.fairlead.cli;

import org.jspecify.annotations.NullMarked;
