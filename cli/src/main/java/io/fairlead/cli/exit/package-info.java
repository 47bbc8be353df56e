/** How a command ends: its exit codes, and the failure that carries one. */
@NullMarked
package io.fairlead.cli.exit;

import org.jspecify.annotations.NullMarked;
