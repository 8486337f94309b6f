/** The offline verifier: checks a proof, an archive, or a whole ledger in a database, without starting the application. */
@NullMarked
package io.omni.api.stardust.verify;

import org.jspecify.annotations.NullMarked;
