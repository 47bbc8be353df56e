/** Programs that run beside a test: where their binaries lie, their ports, start and end. */
@NullMarked
package io.fairlead.peers.process;

import org.jspecify.annotations.NullMarked;
