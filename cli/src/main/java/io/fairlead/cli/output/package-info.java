/** What a verb says: tables, trees as JSON or YAML, and problems with their lines. */
@NullMarked
package io.fairlead.cli.output;

import org.jspecify.annotations.NullMarked;
