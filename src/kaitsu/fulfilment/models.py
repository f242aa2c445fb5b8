"""What an operator gives out: SIM cards and new telephone numbers, each once."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from kaitsu.kernel import clock


class StockState(StrEnum):
    """A card or number is FREE until it is given to one line, then ALLOCATED; STRUCK_OFF ones never return."""

    FREE = "free"
    ALLOCATED = "allocated"
    STRUCK_OFF = "struck_off"


class SimCard(models.Model):
    """One SIM card, known by its ICCID (19 or 20 digits, the last one a check digit)."""

    iccid = models.CharField(max_length=20, unique=True)
    size = models.TextField()
    state = models.TextField(default=StockState.FREE)
    received_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in StockState]),
                name="sim_card_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(iccid__regex=r"^\d{19,20}$"), name="sim_card_iccid_is_digits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["size", "id"], condition=models.Q(state=StockState.FREE), name="sim_card_free_by_size"
            )
        ]

    def __str__(self) -> str:
        return f"SIM card …{self.iccid[-4:]}"


class PhoneNumber(models.Model):
    """One number of the operator's pool, in national digits (``07012345678``)."""

    msisdn = models.CharField(max_length=11, unique=True)
    state = models.TextField(default=StockState.FREE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in StockState]),
                name="phone_number_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(msisdn__regex=r"^0\d{9,10}$"), name="phone_number_is_national"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state=StockState.FREE), name="phone_number_free")
        ]

    def __str__(self) -> str:
        return f"number …{self.msisdn[-4:]}"
