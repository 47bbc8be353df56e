/**
 * The main job, shown to a person.
 *
 * <p>Comes in: a terminal. Goes out: steps with their times. May import every other package;
 * imported by none.
 */
@NullMarked
package io.fairlead.testenv.demo;

import org.jspecify.annotations.NullMarked;
