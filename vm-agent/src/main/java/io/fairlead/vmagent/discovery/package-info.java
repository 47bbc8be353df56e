/**
 * The envelope of discovery messages, read and written without the classes of their bodies. In and
 * out: bytes. Imports nothing of ours but the transport's descriptors.
 */
@NullMarked
package io.fairlead.vmagent.discovery;

import org.jspecify.annotations.NullMarked;
