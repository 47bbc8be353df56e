/**
 * Reads a program's configuration file, YAML, into its records. A file and a record type come in; a
 * valid record goes out, or every problem of the file with its place. Imported by the programs.
 */
@NullMarked
package io.fairlead.settings;

import org.jspecify.annotations.NullMarked;
