/**
 * What the programs share before they start: their configuration files, read from YAML into records
 * with the place of every problem, and where their log goes. Imported by the programs.
 */
@NullMarked
package io.fairlead.settings;

import org.jspecify.annotations.NullMarked;
