/**
 * What must survive a restart: entries with revisions in collections, written on a condition and
 * watched from a revision. SQLite is the embedded form. Bytes come in and go out: this package
 * knows nothing of what they mean, and every other package of the program may import it.
 */
@NullMarked
package io.fairlead.controlplane.store;

import org.jspecify.annotations.NullMarked;
