/**
 * The control plane's own parts behind a plaintext loopback port, which the program itself never
 * opens: it shows what of a figure is TLS.
 *
 * <p>Comes in: directories and a port. Goes out: a process.
 */
@NullMarked
package io.fairlead.benchmarks.plaintext;

import org.jspecify.annotations.NullMarked;
