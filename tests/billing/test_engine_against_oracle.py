import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing import strategies_sessions as make
from tests.billing.held_against import agree
from tests.oracle import pricing as oracle
from tests.oracle import rows as oracle_rows
from zefdesk.billing.price import price
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import Row, price_row

OFTEN = settings(max_examples=50, deadline=None)


@OFTEN
@given(st.data(), make.places)
def test_sessions_are_priced_as_the_oracle_prices_them(data: st.DataObject, place: make.Place) -> None:
    profile, metered = data.draw(make.profiles(place)), data.draw(make.sessions(place))
    agree(price(metered, profile), oracle.price(metered, profile))


@OFTEN
@given(st.data(), make.places)
def test_portal_rows_are_priced_as_the_oracle_prices_them(data: st.DataObject, place: make.Place) -> None:
    profile, row = data.draw(make.profiles(place)), data.draw(make.rows(place))
    try:
        expected = oracle_rows.price_row(*row[:5], profile, *row[5:])
    except ValueError:
        with pytest.raises(Unpriceable):
            price_row(Row(*row), profile)
    else:
        agree(price_row(Row(*row), profile), expected)


@OFTEN
@given(st.data(), make.places)
def test_tariffs_of_elements_are_priced_as_the_oracle_prices_them(data: st.DataObject, place: make.Place) -> None:
    profile, metered = data.draw(make.element_profiles(place)), data.draw(make.sessions(place))
    agree(price(metered, profile), oracle.price(metered, profile))
