/**
 * Plain services that know nothing of the mesh.
 *
 * <p>Comes in: a host and a port. Goes out: what a client sent, as the answer. May import hosts and
 * process.
 */
@NullMarked
package io.fairlead.testenv.services;

import org.jspecify.annotations.NullMarked;
