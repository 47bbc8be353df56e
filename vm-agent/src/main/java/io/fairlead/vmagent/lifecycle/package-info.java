/**
 * What every part needs to start, wait, write and stop: atomic files, backoff, closing in reverse
 * order. Imports nothing of ours; anybody may import it.
 */
@NullMarked
package io.fairlead.vmagent.lifecycle;

import org.jspecify.annotations.NullMarked;
