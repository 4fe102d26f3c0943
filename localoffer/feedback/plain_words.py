"""Words that may follow "my son", typed with a capital, and are nobody's name. Pure."""

_ENDINGS = ("s", "es", "ed", "d", "ing")

# Small words, and verbs whose forms follow no rule.
_SMALL = """
a about above absolutely across actually after again against ago all almost alone
along already also although always am amazing an and another any anyone anything are
aren arent around as ask at autistic away awful back bad badly be became because
become becomes been before began begins behind being below best better between big
blank both bought brought built but by came can cannot cant caught cheaper chose
clumsy come comes coming could couldn couldnt couldve currently daily deaf despite did
didn didnt difficult disabled do does doesn doesnt doing don done dont down due during
each early easy eat eats either else emergency enough even ever every everyone
everything extra extremely fed feels fell felt few finally fine first for forgot
former fought found from full fully fun further gave get gets getting give given gives
go goes going gone good got great grew had hadn hadnt happily happy hard hardly has
hasn hasnt have haven havent having he held her here hers herself hes hid him himself
his hit hits how however hurt hurts i if ill in incorrect indeed inside instead into
is isn isnt it its itself ive just kept knew know known knows last late later least
led left less let lets like likely little long lost lot lots loud low lower made
mainly make makes many maybe me mean means meant mentally met might mine monthly more
most mostly much must my myself near nearly neither never new next nice no nobody non
none nor normally not nothing now nowhere of off often ok okay old on once one online
only onto or other others otherwise our ours out outdoor outside over overdue
overnight own paid partially past per perhaps physically please poor poorly possibly
previously probably put puts quickly quite ran rarely rather read reads really
recently regularly rides right rode run runs sad sadly safe said same sat saw say says
seen sees selectively sensory sent severely she shes should shouldn shouldnt shut
shuts simply since sits sleeps slept slow slowly small so some someone something
sometimes soon spelt spent spoke still stood struck stuck such suddenly super sure
swam taken takes taught tell tells than thank thanks that the their them themselves
then there these they theyre theyve things think this those though thought threw
through thus till to today together told tomorrow tonight too took totally towards
tried tries trying twice two under unfortunately unknown unless until up upon upset us
used usually verbally very via was wasn wasnt we weekly well went were weren werent
weve what whatever when whenever where whereas whether which while who whoever whole
whom whose why with within without woke won wont wore worse worst would wouldn wouldnt
wouldve wrong wrote yearly yes yesterday yet you young younger youngest your
"""

# Verbs that take the usual endings, and things that take an s.
_RULED = """
accept access achieve act add adore afraid aggress agree allow answer appeal appear
apply arriv arrive ask assess attack attend avoid awake bang bath battle becom behav
behave believ believe belong bit bite book break breath bring bully call calm car care
carry cause chang change check chew choos choose climb clos close com communicate
complain concentrat concentrate cop cope cost cough cover crie cry cuddl cut damage
danc dance deal decide depend describ describe deserve destroy develop di diagnos
diagnose die disappear dislike display draw dread dress drink driv drive drop drown dy
eat educat email end engag engage enjoy escape expect experience explain express face
fail fall fear feed feel fidget fight find finish fit flap flinch fly follow forget
friend fund gag gain giv grow guess hand happen hate hav hear help hide hold hop hug
improve includ include injur jump keep kick kill know lash laugh lead learn leav leave
lie like listen liv live look lose lov love mak make manag manage mask matter meet
melt mention mis misspell mov move nap need notice nurs offer open pace panic pass pay
pick play point practice practis prefer present process pull punch push question reach
react receiv receive recognise refer refus refuse regress relax rely remain remember
repeat respond rid ring rock run scratch scream see seek seem self settl shar show
shrug sign sing sit skip slap sleep smash smear smell sound speak spell spend spin
spit stammer stand start starv stay steal step stim stop struggl struggle stutter
suffer support swim swing tak talk tantrum teach text thrive throw tic toe touch
transfer transition travel trust try turn twirl understand us use vomit wait wak wake
walk wander want watch wear wee wet whisper wish withdraw work worri worrie worry writ
write yell
"""

# Needs, help, places to learn, times, tongues: names of things and not of people.
_THINGS = """
academy activities activity additional adhd admitted adolescent adoption adult adults
advice advised age aged allowance anxiety appointment appointments arabic asc asd
asperger aspergers asperges assessment assistant assistants audiology autism autisum
baby barnardos behaviour benefit benefits bengali birthday black blind blue boy boys
brain british brothers bus camhs care carer carers cdc centre centred cerebral charity
checklists child childcare childline children choice christian christmas class clinic
clinics clothes club clubs college community complex condition council course courses
courts credit crisis dad daughter day days december dentist dentists development
diagnosis diet direct disabilities disability disagreement discharged dla doctor
doctors down downs dyslexia dyslexic dyspraxia dyspraxic easter education educational
ehc ehcp ehcps ehe english epilepsy epileptic equipment event events examined eye eyes
fact facts family father february feelings feet football foundation free french friday
friends funding gallery gcse gcses girl girls glasses global grant grants group groups
guide gujarati ha hands head health hearing hearings helpline hindi hindu hindus
holiday holidays home homework horse horses hospital hour hours house housing hub
inclusion independence independent infant information informed insisted interpreters
january jewish job july junior key language learning lesson lessons letter letters
level line local lunch mainstream manager march math maths mediation medical meeting
men mencap mental mind monday money month months mother mum music muslim national
needs neurodivergent news newsletter nhs night notes november nurse nursery nurses
occupational october offer office officer options parent parents payment payments pda
people personal phoned physical physio physiotherapy plan plans police polish portage
portuguese post practice practices prescribed prescription primary private promised
public pupil pupils railcard ramadan rang received reception reckon recommended
referral referrals report reports respite reviewed rights road room samaritans
saturday school schools science scope secondary sen senco send sendias sendiass
september service services sessions shop short shout sibling sick sight sikh sister
sisters site sleep social society somali son spanish speaking special specialist
specialists speech sport sports spring staff stage statement street student students
suggested sunday surgery swimming syndrome tamil teacher teachers team teams teeth
term test tests therapist therapists therapy thursday tickets toilet toilets toys
training transport tribunal trouble trust tuesday tuition turkish twin twins type
types unit universal universe university urdu urgent victim visits voucher vouchers
waiting wednesday week weekend weeks welfare welsh wheelchair wheelchairs which who
workshop workshops year years yoga youth
"""

PLAIN = frozenset(
    (
        *_SMALL.split(),
        *_THINGS.split(),
        *_RULED.split(),
        *(stem + ending for stem in _RULED.split() for ending in _ENDINGS),
        # "stopped", "getting": a short stem may double its last letter.
        *(stem + stem[-1] + end for stem in _RULED.split() for end in ("ed", "ing")),
    )
)
