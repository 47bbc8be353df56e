/**
 * How a resource becomes bytes: the input it is made from, and a serialisation that is the same in
 * every run. Everybody in translation may import it; it imports protobuf and the model only.
 */
@NullMarked
package io.fairlead.translation.encoding;

import org.jspecify.annotations.NullMarked;
