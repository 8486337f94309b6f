package planted.api;

import io.omni.api.edge.Access;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller that doesn't say who may call it, and one that lets readers change something. */
@RestController
class OpenController {

    @GetMapping("/planted")
    void forgets() {}

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @PostMapping("/planted")
    void changes() {}

    @Access(scope = Scope.ADMIN, rate = RateCategory.CHANGE)
    @DeleteMapping("/planted")
    void deletesWhateverTheVersion() {}
}
