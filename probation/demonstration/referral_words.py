"""Texts of the demonstration's referrals, written for this project. They are about no real person."""

from referrals.codes import RiskSection

RISK = {
    RiskSection.WHO_IS_AT_RISK: "Staff who refuse a request, and other residents of shared housing.",
    RiskSection.NATURE_OF_RISK: "Shouting and threats; an assault two years ago that left bruises.",
    RiskSection.GREATEST_RISK: "When drinking and when told of a decision in writing without a call first.",
    RiskSection.SELF_HARM: "No current concerns. Speaks openly about a difficult time three years ago.",
    RiskSection.SUICIDE: "No current concerns.",
    RiskSection.HOSTEL: "Prefers a self-contained place; has left shared housing early before.",
    RiskSection.VULNERABILITY: "May be taken advantage of by people who want to use the address.",
    RiskSection.ADDITIONAL: "See in the office only; tell the practitioner of a missed appointment that day.",
}
UNAVAILABLE = "Works on Tuesday and Thursday until 3pm."
ACCESSIBILITY = "Large print for letters."
REASON = "The tenancy ends in two months and there is nowhere to go after it."
FURTHER = (
    "Mornings are best. Answers calls from numbers that are not withheld. Has worked well with a mentor."
)
HELLO = "First appointment arranged"
HELLO_BODY = "Spoke on the phone today. The first appointment is in the diary and directions were sent."
PROGRESS = "Housing application sent"
PROGRESS_BODY = "The application went to the council on Monday with proof of identity and the tenancy letter."
REPLY = "Thank you"
REPLY_BODY = "Thank you. The support letter you asked for is on its way."
BEGUN = "How it is going"
BEGUN_BODY = "Two meetings so far, both kept. The budget sheet is filled in and the council has answered."
NOTED = "Noted"
NOTED_BODY = "Noted, thank you. I will ask about the tenancy letter when we meet on Thursday."
LAST = "Last meeting held"
LAST_BODY = "The tenancy is signed and the first rent is paid. Everything that was agreed has been done."
SUMMARY = "Went through what housing there has been, debts, and what would make a tenancy last."
RESPONSE = "Open and prepared: brought the letters, asked good questions, agreed three next steps."
PLANS = "A viewing next week; the budget sheet is to be filled in before then."
LATE = "Twenty minutes late because of the bus; called ahead."
CONCERNS = "Mentioned owing money to somebody who has come to the door twice this week."
TRIED = "No answer to two calls; a text was sent. The number rings, so it seems to be in use."
CALLED_OFF = "The room was double-booked and there was no other private space. An apology was given."
MET_ELSEWHERE = "The council's housing team has taken the case on; two services at once would confuse."
MOVED = "Has moved in with family in another region and will be supervised there."
STARTED_WORK = "Started full-time work with shifts that leave no time for the sessions that are left."
STOPPED = "Came twice, then to nothing: three calls and a letter brought no answer."
