"""What Train would make: a recipe, and the settings as they have been changed since."""

from dataclasses import dataclass, replace

from core.advice import WayBack
from core.config import RANGES, TrainConfig
from core.network import NetworkSpec
from core.recipes import Recipe
from core.source import Source


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings in the form, and where the images come from."""

    recipe: Recipe
    spec: NetworkSpec
    config: TrainConfig
    source: Source

    @classmethod
    def of(cls, recipe: Recipe, seed: int) -> "Plan":
        return cls(recipe, recipe.spec, replace(recipe.config, seed=seed), Source(recipe.dataset))

    def chosen(self, recipe: Recipe) -> "Plan":
        """Another recipe with this seed, on the data that were opened if any were.

        The same recipe, chosen again, is as it was at first.
        """
        plan = Plan.of(recipe, self.config.seed)
        keeps_data = not self.source.key and recipe != self.recipe
        return plan.on(self.source) if keeps_data else plan

    @property
    def name(self) -> str:
        """The recipe's name, with a remark where the settings are no longer the recipe's."""
        same = self == Plan.of(self.recipe, self.config.seed)
        return self.recipe.name if same else f"{self.recipe.name}-changed"

    @property
    def identity(self) -> tuple[NetworkSpec, int, Source]:
        """What makes it another network; the rest can be changed while it trains."""
        return self.spec, self.config.seed, self.source

    @property
    def learning(self) -> TrainConfig:
        """What can be changed while training: the config whatever its seed."""
        return replace(self.config, seed=0)

    @property
    def next_seed(self) -> int:
        """The seed after this one; from the highest it goes on at the lowest."""
        seed = self.config.seed + 1
        return seed if seed <= RANGES["seed"].high else int(RANGES["seed"].low)

    def on(self, source: Source) -> "Plan":
        """The same with other data, and an output for each of their classes."""
        return replace(self, source=source, spec=self.spec.with_classes(source.classes))

    def rate_back(self, way: WayBack) -> float:
        """The learning rate to go back with: that of the advice, or a lower one chosen since."""
        return min(way.learning_rate, self.config.learning_rate)

    def with_seed(self, seed: int) -> "Plan":
        return replace(self, config=replace(self.config, seed=seed))
