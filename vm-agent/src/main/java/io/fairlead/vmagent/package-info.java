/**
 * The host agent's composition: commands and the order in which the parts start. It may import
 * every other package of the agent; none may import it.
 */
@NullMarked
package io.fairlead.vmagent;

import org.jspecify.annotations.NullMarked;
