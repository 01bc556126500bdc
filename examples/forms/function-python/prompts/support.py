import json


def support(context: dict) -> str:
    return json.dumps(
        [
            {"role": "system", "content": "You assist the customers of a shop."},
            {"role": "user", "content": context["vars"]["message"]},
        ]
    )
