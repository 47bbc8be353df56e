/** What holds for the module as a whole. */
@NullMarked
package io.fairlead.peers;

import org.jspecify.annotations.NullMarked;
