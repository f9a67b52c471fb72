"""What Train would make: a recipe, and the settings as they have been changed since."""

from dataclasses import dataclass, replace

from core.config import TrainConfig
from core.dataset import BUNDLED
from core.network import NetworkSpec
from core.recipes import Recipe


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings in the form; dataset is a key of BUNDLED."""

    recipe: Recipe
    spec: NetworkSpec
    config: TrainConfig
    dataset: str

    @classmethod
    def of(cls, recipe: Recipe, seed: int) -> "Plan":
        return cls(recipe, recipe.spec, replace(recipe.config, seed=seed), recipe.dataset)

    @property
    def name(self) -> str:
        """The recipe's name, with a remark where the settings are no longer the recipe's."""
        same = self == Plan.of(self.recipe, self.config.seed)
        return self.recipe.name if same else f"{self.recipe.name}-changed"

    @property
    def dataset_name(self) -> str:
        return BUNDLED[self.dataset]

    @property
    def network(self) -> tuple[NetworkSpec, int, str]:
        """What a new network is made from; the rest can be changed while it trains."""
        return self.spec, self.config.seed, self.dataset_name

    def with_seed(self, seed: int) -> "Plan":
        return replace(self, config=replace(self.config, seed=seed))
