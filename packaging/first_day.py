"""What a teacher does on the first day, as a browser would: the desk, a class, its join code; a pupil joins, and the program is stopped.
Prints the code.

first_day.py ADDRESS-OF-THE-DESK
"""

import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

desk = sys.argv[1]
root = desk[: desk.index("/desk")]
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def page(address, fields=None):
    body = urllib.parse.urlencode(fields).encode() if fields is not None else None
    request = urllib.request.Request(address, data=body, headers={"Sec-Fetch-Site": "same-origin"})
    with browser.open(request, timeout=20) as answer:
        return answer.read().decode()


form = page(desk)
made = re.search(r'<form[^>]*action="/desk/new".*?</form>', form, re.S)
if not made:
    sys.exit("the desk has no form for a new class")
fields = {"title": "First day"}
fields["ticket"] = re.search(r'name="ticket" value="([^"]*)"', made.group())[1]
fields["play"] = re.search(r'name="play" value="([^"]*)"', made.group())[1]
code = re.search(r'class="joincode">([^<]+)<', page(root + "/desk/new", fields))
if not code:
    sys.exit("the class has no join code")
# A pupil joins with it.
joined = page(root + "/join", {"code": code[1], "name": "Wren"})
if "Wren" not in joined:
    sys.exit("nobody can join with the code " + code[1])
# And the program is stopped at the desk.
asked = page(root + "/desk/stop")
page(root + "/desk/stop", {"ticket": re.search(r'name="ticket" value="([^"]*)"', asked)[1]})
print(code[1])
