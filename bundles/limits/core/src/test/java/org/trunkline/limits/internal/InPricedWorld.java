package org.trunkline.limits.internal;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of admission on the chain of accounts and prices of {@link LimitCase}, a new one for each. */
abstract class InPricedWorld {
    @TempDir
    Path journal;

    World world;

    @BeforeEach
    void open() {
        world = LimitCase.priced(new World(journal));
    }

    @AfterEach
    void close() {
        world.close();
    }
}
