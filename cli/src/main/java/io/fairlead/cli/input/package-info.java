/** What people give to a verb: files, names of kinds, lifetimes. Imported by the verbs. */
@NullMarked
package io.fairlead.cli.input;

import org.jspecify.annotations.NullMarked;
